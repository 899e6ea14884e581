package io.matchline.experiment;

import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// Which images a network is trained on and tested with.
@Named(value = "training-data", doc = "images to train on and other classes to test with")
public record TrainingData(
    @Param(doc = "set whose classes are trained on", standard = "glyphs-background") ImageChoice train,
    @Param(doc = "set whose classes are tested", standard = "glyphs") ImageChoice test,
    @Param(doc = "whether a training class turned by 90°, 180° and 270° is three more classes", standard = "on")
        boolean quarterTurns,
    @Param(doc = "pixels of an image along a side", min = 2, max = 512, standard = "28") int side) {}
