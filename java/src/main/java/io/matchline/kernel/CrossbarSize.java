package io.matchline.kernel;

/// Memory that the solves of a crossbar need.
///
/// @param preparedDoubles doubles that the factors take, shared by all solves
/// @param workspaceDoubles doubles that one solve at a time works in
public record CrossbarSize(long preparedDoubles, long workspaceDoubles) {}
