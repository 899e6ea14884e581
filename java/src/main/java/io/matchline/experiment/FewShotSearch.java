package io.matchline.experiment;

import io.matchline.kernel.Backend;
import io.matchline.search.Features;
import io.matchline.search.Memory;
import io.matchline.target.TargetSettings;
import io.matchline.target.Targets;
import io.matchline.tcam.ArraySettings;
import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// N-way K-shot classification by search in a TCAM: the support images of an episode are stored, the query images are
/// searched for, and the best row's label is the answer.
@Named(value = "few-shot-search", doc = "N-way K-shot classification by the best match in a TCAM")
public record FewShotSearch(
    @Param(doc = "seed of every random number", standard = "1") long seed,
    @Param(doc = "few-shot tasks", standard = "{}") FewShotData data,
    @Param(doc = "how images become words", standard = "{ kind: lsh, bits: 256 }") Features features,
    @Param(doc = "what is stored of the shots of a class", standard = "shots") Memory memory,
    @Param(doc = "the array that is searched", standard = "{}") ArraySettings array,
    @Param(doc = "who discharges the match lines", standard = "kernel") TargetSettings target,
    @Param(doc = "how the kernels are reached", standard = "ffm") Backend backend)
    implements Experiment {
  public FewShotSearch {
    Targets.check(target, array);
    features.requireFor(array.cell());
    memory.requireFor(features);
  }
}
