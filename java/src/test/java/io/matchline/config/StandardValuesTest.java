package io.matchline.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchline.experiment.Experiment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A standard value that its own key rejects would be reported as a mistake of the user.
class StandardValuesTest {
  @ParameterizedTest
  @ValueSource(classes = {Bench.class, Experiment.class})
  void everyStandardValueIsValid(Class<?> type) {
    List<Fault> faults = new ArrayList<>();
    Binder binder = new Binder(Path.of(""), faults);
    for (Section section : Section.of(Schema.of(type))) {
      for (Key key : section.block().keys()) {
        String path = section.block().type().getSimpleName() + "." + key.name();
        key.standard()
            .map(text -> StandardValue.tree(text, new Place(path, 0)))
            .ifPresent(tree -> binder.value(path, tree, key.kind(), key, section.block()));
      }
    }
    assertEquals(List.of(), faults);
  }
}
