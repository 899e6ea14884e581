package io.matchline.cli;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.tcam.LineTarget;
import java.nio.file.Path;
import java.util.Optional;

/// Everything that a search of user data needs.
///
/// @param config the array's configuration
/// @param stored words to store
/// @param queries words to search for, as wide as the stored ones
/// @param rule which rows to return
/// @param energy whether energy and latency are asked for
/// @param target who discharges the lines; empty: the kernels
/// @param conductances `.npy` file `[rows][cells][2]` of a measured chip, branches A and B (S)
record SearchRequest(
    ArrayFile.Read config,
    SearchWords stored,
    SearchWords queries,
    SearchRule rule,
    boolean energy,
    Optional<LineTarget> target,
    Optional<Path> conductances,
    Kernels kernels,
    Workers workers) {}
