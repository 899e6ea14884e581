package io.matchline.cli;

import io.matchline.config.SchemaText;
import io.matchline.device.AnalogDevice;
import io.matchline.device.CurrentLaw;
import io.matchline.device.Device;
import io.matchline.unit.Named;
import io.matchline.unit.Variants;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// `matchline devices`
record DevicesCommand() implements Command {
  /// The kinds of models and what they are for; a name may occur in several of them.
  private enum Family {
    TWO_STATES("two states", Device.class),
    ANALOG("analog", AnalogDevice.class),
    CURRENT("I-V law", CurrentLaw.class);

    private final String label;
    private final String key;
    private final List<Class<?>> models;

    Family(String label, Class<?> type) {
      this.label = label;
      this.key = type.getAnnotation(Variants.class).key();
      this.models = List.of(type.getPermittedSubclasses());
    }
  }

  private static final Description DESCRIPTION = new Description(
      "devices",
      "lists the device models, or the keys of one with ranges and sources",
      "",
      List.of(new Operand("NAME", new Kind.Choice(names()), "the model to explain", Operand.Count.OPTIONAL)),
      List.of(),
      "matchline devices rram-hfo2");

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public int run(Invocation in) {
    if (in.arguments().operands().isEmpty()) {
      for (Family family : Family.values()) {
        family.models.stream().map(DevicesCommand::named)
            .forEach(n -> in.out().printf("%-12s %-11s %s%n", n.value(), family.label, n.doc()));
      }
    } else {
      explain(in.arguments().operands().getFirst(), in);
    }
    return Main.DONE;
  }

  private static void explain(String name, Invocation in) {
    String gap = "";
    for (Family family : Family.values()) {
      for (Class<?> model : family.models) {
        if (named(model).value().equals(name)) {
          in.out().print(gap + family.key + ": " + name + "\n" + SchemaText.plain(model));
          gap = "\n";
        }
      }
    }
  }

  private static List<String> names() {
    Stream<Class<?>> models = Arrays.stream(Family.values()).flatMap(family -> family.models.stream());
    return models.map(model -> named(model).value()).distinct().toList();
  }

  private static Named named(Class<?> model) {
    return model.getAnnotation(Named.class);
  }
}
