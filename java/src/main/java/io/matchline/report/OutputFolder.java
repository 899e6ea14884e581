package io.matchline.report;

import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The folder that a run writes, all of it or nothing.
///
/// Files go to a staging folder (beside the target, or inside it where it exists, so that moving them is a rename) and
/// into place on {@link #commit()}. Closing without a commit, and the end of the process by a signal that Java sees,
/// remove the staging folder and leave the target as it was. A kill that Java cannot see leaves the staging folder,
/// whose name begins with `.matchline-partial-`, and nothing else.
///
/// An earlier result is replaced: its file `.matchline-result` lists what we wrote. A folder with any other content is
/// refused, so files that people put beside a result are never deleted. While a replacement is under way (renames only)
/// the list says `incomplete`; old files are all gone before the first new one appears.
///
/// ```java
/// try (OutputFolder folder = OutputFolder.at(path)) {
///   report.writeTo(folder, document);
///   folder.commit();
/// }
/// ```
public final class OutputFolder implements AutoCloseable {
  static final String MARKER = ".matchline-result";
  static final String STAGING = ".matchline-partial-";
  private static final String COMPLETE = "complete";
  private static final String INCOMPLETE = "incomplete";

  private final Path target;
  private final Path staging;
  private final TreeSet<String> written = new TreeSet<>();
  private final Thread cleaner = new Thread(this::discard, "matchline-output-cleaner");
  private boolean open = true;

  private OutputFolder(Path target, Path staging) {
    this.target = target;
    this.staging = staging;
  }

  /// Prepares a folder; checks first everything that could fail at the end of a long run.
  ///
  /// @throws InvalidInputException when the target is a file, cannot be written or holds other people's files
  public static OutputFolder at(Path path) {
    try {
      Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
      checkReplaceable(target);
      Path parent = Files.isDirectory(target) ? target : target.getParent();
      Files.createDirectories(parent);
      OutputFolder folder = new OutputFolder(target, Files.createDirectory(parent.resolve(stagingName())));
      Runtime.getRuntime().addShutdownHook(folder.cleaner);
      return folder;
    } catch (IOException e) {
      throw new InvalidInputException(path + ": cannot write here (" + reason(e) + ")");
    }
  }

  /// Unlike a temporary folder of the JDK, this one has the permissions that users expect of their results.
  private static String stagingName() {
    return STAGING + ProcessHandle.current().pid() + "-" + Long.toUnsignedString(System.nanoTime(), 36);
  }

  /// Writes a text file in UTF-8.
  ///
  /// @param name path inside the folder, with `/`
  public void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Writes a file.
  ///
  /// @throws IllegalArgumentException when the name leads out of the folder or is already taken
  /// @throws InvalidInputException when the file system does not take it
  public synchronized void write(String name, byte[] bytes) {
    requireOpen();
    Path file = staging.resolve(name).normalize();
    if (!file.startsWith(staging) || file.equals(staging) || name.startsWith(".") || !written.add(name)) {
      throw new IllegalArgumentException("output file '" + name + "' is outside the folder, hidden or already written");
    }
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new InvalidInputException(target.resolve(name) + ": cannot write (" + reason(e) + ")");
    }
  }

  /// Moves all files into place.
  ///
  /// @return the folder
  /// @throws InvalidInputException when the target changed in the meantime or the file system does not take the files
  public synchronized Path commit() {
    requireOpen();
    checkReplaceable(target);
    try {
      Files.writeString(staging.resolve(MARKER), marker(COMPLETE, written));
      if (Files.isDirectory(target)) {
        replace();
      } else {
        Files.move(staging, target);
      }
    } catch (IOException e) {
      throw new InvalidInputException(target + ": cannot put the results in place (" + reason(e) + ")");
    }
    close();
    return target;
  }

  /// Removes what was not committed.
  @Override
  public synchronized void close() {
    discard();
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException e) {
      // The process is ending: the hook itself cleans up, or already did.
      return;
    }
  }

  private synchronized void discard() {
    if (!open) {
      return;
    }
    open = false;
    try {
      deleteTree(staging);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + staging, e);
    }
  }

  private void replace() throws IOException {
    TreeSet<String> old = listed(target);
    TreeSet<String> all = new TreeSet<>(old);
    all.addAll(written);
    Files.writeString(target.resolve(MARKER), marker(INCOMPLETE, all));
    for (String name : old) {
      Files.deleteIfExists(target.resolve(name));
    }
    for (String name : written) {
      Files.createDirectories(target.resolve(name).getParent());
      Files.move(staging.resolve(name), target.resolve(name));
    }
    deleteEmptyFolders(old);
    Files.writeString(target.resolve(MARKER), marker(COMPLETE, written));
  }

  private void deleteEmptyFolders(TreeSet<String> names) throws IOException {
    for (String name : names) {
      Path folder = target.resolve(name).getParent();
      if (!folder.equals(target) && Files.isDirectory(folder) && contentOf(folder).isEmpty()) {
        Files.delete(folder);
      }
    }
  }

  private void requireOpen() {
    if (!open) {
      throw new IllegalStateException("output folder " + target + " is closed");
    }
  }

  private static void checkReplaceable(Path target) {
    if (Files.exists(target) && !Files.isDirectory(target)) {
      throw new InvalidInputException(target + ": is a file, not a folder for results");
    }
    if (!Files.isDirectory(target)) {
      return;
    }
    try {
      List<String> foreign = foreignFiles(target);
      if (!foreign.isEmpty()) {
        String rest = foreign.size() > 1 ? " and " + (foreign.size() - 1) + " more" : "";
        throw new InvalidInputException(target + ": holds files that are not of an earlier result ("
            + foreign.getFirst() + rest + "); choose another folder or move them away");
      }
    } catch (IOException e) {
      throw new InvalidInputException(target + ": cannot read (" + reason(e) + ")");
    }
  }

  /// Everything that no marker lists; another run's staging folder does not count.
  private static List<String> foreignFiles(Path target) throws IOException {
    TreeSet<String> ours = listed(target);
    List<String> foreign = new ArrayList<>();
    for (Path file : contentOf(target)) {
      String name = target.relativize(file).toString().replace('\\', '/');
      boolean folder = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
      boolean folderOfOurs = folder && ours.tailSet(name + "/").stream().anyMatch(n -> n.startsWith(name + "/"));
      if (!name.startsWith(STAGING) && !name.equals(MARKER) && !ours.contains(name) && !folderOfOurs) {
        foreign.add(name);
      }
    }
    return foreign;
  }

  private static List<Path> contentOf(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      return paths.filter(path -> !path.equals(folder)).sorted().toList();
    }
  }

  private static String marker(String state, TreeSet<String> names) {
    return state + "\n" + String.join("\n", names) + "\n";
  }

  /// The files that a marker lists; none without a marker. A name that leads elsewhere is not ours.
  private static TreeSet<String> listed(Path target) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    Path marker = target.resolve(MARKER);
    if (Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)) {
      Files.readAllLines(marker).stream()
          .skip(1)
          .filter(name -> !name.isBlank())
          .filter(name -> target.resolve(name).normalize().startsWith(target))
          .forEach(names::add);
    }
    return names;
  }

  private static void deleteTree(Path root) throws IOException {
    if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      for (Path path : contentOf(root).reversed()) {
        Files.delete(path);
      }
      Files.delete(root);
    }
  }

  private static String reason(IOException e) {
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    return e.getMessage() == null ? kind : kind + ": " + e.getMessage();
  }
}
