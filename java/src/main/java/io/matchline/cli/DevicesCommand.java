package io.matchline.cli;

import io.matchline.config.SchemaText;
import io.matchline.device.Device;
import io.matchline.unit.Named;
import java.util.List;
import java.util.stream.Stream;

/// `matchline devices`
record DevicesCommand() implements Command {
  private static final List<Class<?>> MODELS = List.of(Device.class.getPermittedSubclasses());
  private static final Description DESCRIPTION = new Description(
      "devices",
      "lists the device models, or the keys of one with ranges and sources",
      "",
      List.of(new Operand("NAME", new Kind.Choice(names().toList()), "the model to explain", Operand.Count.OPTIONAL)),
      List.of(),
      "matchline devices rram-hfo2");

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public int run(Invocation in) {
    if (in.arguments().operands().isEmpty()) {
      MODELS.stream().map(DevicesCommand::named).forEach(n -> in.out().printf("%-12s %s%n", n.value(), n.doc()));
    } else {
      String name = in.arguments().operands().getFirst();
      Class<?> model = MODELS.get(names().toList().indexOf(name));
      in.out().print("model: " + name + "\n" + SchemaText.plain(model));
    }
    return Main.DONE;
  }

  private static Stream<String> names() {
    return MODELS.stream().map(model -> named(model).value());
  }

  private static Named named(Class<?> model) {
    return model.getAnnotation(Named.class);
  }
}
