package io.matchline.data;

import java.util.List;

/// A data set that can be fetched.
///
/// @param name what `matchline data fetch` calls it
/// @param about one line: what it is and who made it
/// @param licence the publisher's terms
public record DataSet(String name, String about, String licence, List<RemoteFile> files) {
  public DataSet {
    files = List.copyOf(files);
  }
}
