package io.matchline.spice;

/// One question about a case of a model.
///
/// @param id name of the case
/// @param quantity what is asked for
/// @param at where or when, in the words of the model's kind; files and messages show it as it is
public record Point(String id, Quantity quantity, String at) {}
