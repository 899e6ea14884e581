package io.matchline.config;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Variants;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/// Reads the annotations of configuration records. Everything that knows a record's keys gets them here.
public final class Schema {
  private final Deque<Class<?>> open = new ArrayDeque<>();

  private Schema() {}

  /// Describes a record, or a sealed interface of records marked with {@link Variants}.
  ///
  /// @throws IllegalStateException when the annotations are incomplete, which is a mistake in the program
  public static Kind of(Class<?> type) {
    return new Schema().kind(type);
  }

  private Kind kind(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return new Kind.Many(kind(list.getActualTypeArguments()[0]));
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalStateException(type + " cannot be a configuration value");
    }
    return plain.isRecord() ? new Kind.Nested(block(plain, false)) : kindOfClass(plain);
  }

  private Kind kindOfClass(Class<?> type) {
    if (type == double.class || type == Double.class) {
      return new Kind.Real();
    }
    if (type == int.class || type == Integer.class) {
      return new Kind.Whole(int.class, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == long.class || type == Long.class) {
      return new Kind.Whole(long.class, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == boolean.class || type == Boolean.class) {
      return new Kind.Toggle();
    }
    if (type == String.class) {
      return new Kind.Text();
    }
    if (type == Path.class) {
      return new Kind.FilePath();
    }
    return type.isEnum() ? word(type) : choice(type);
  }

  private static Kind word(Class<?> type) {
    return new Kind.Word(type, Stream.of(type.getEnumConstants()).map(c -> Names.word((Enum<?>) c)).toList());
  }

  private Kind choice(Class<?> type) {
    Variants variants = type.getAnnotation(Variants.class);
    if (variants == null || !type.isSealed()) {
      throw new IllegalStateException(type.getName() + " is neither a configuration type nor sealed with @Variants");
    }
    return new Kind.Choice(variants.key(), alternatives(type));
  }

  private List<Block> alternatives(Class<?> type) {
    List<Block> all = new ArrayList<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      if (permitted.isRecord()) {
        all.add(block(permitted, true));
      } else if (permitted.isSealed()) {
        all.addAll(alternatives(permitted));
      } else {
        throw new IllegalStateException(permitted.getName() + " is an alternative, but not a record");
      }
    }
    return all;
  }

  private Block block(Class<?> type, boolean alternative) {
    if (open.contains(type)) {
      throw new IllegalStateException(type.getName() + " contains itself");
    }
    open.push(type);
    List<Key> keys = Stream.of(type.getRecordComponents()).map(this::key).toList();
    open.pop();
    Named named = type.getAnnotation(Named.class);
    String name = alternative || named != null ? Names.block(type) : "";
    return new Block(type.asSubclass(Record.class), name, named == null ? "" : named.doc(), keys);
  }

  private Key key(RecordComponent component) {
    Param param = component.getAnnotation(Param.class);
    if (param == null) {
      String owner = component.getDeclaringRecord().getName();
      throw new IllegalStateException(owner + "." + component.getName() + " has no @Param");
    }
    return new Key(Names.key(component, param), kind(component.getGenericType()), component, param);
  }
}
