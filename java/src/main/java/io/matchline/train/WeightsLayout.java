package io.matchline.train;

import io.matchline.unit.Named;

/// How the arrays of a weights file are named and ordered.
public enum WeightsLayout {
  @Named(value = "matchline", doc = "as this program writes them")
  MATCHLINE,
  @Named(value = "pytorch", doc = "a state_dict saved with numpy.savez, modules in the order of the network")
  PYTORCH
}
