package io.matchline.config;

import io.matchline.unit.InvalidInputException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/// Calls canonical constructors.
final class RecordMaker {
  private RecordMaker() {}

  /// @param values one for each key, in order
  /// @throws IllegalArgumentException as thrown by the record for values that do not go together
  static Object make(Block block, List<Object> values) {
    try {
      Class<?>[] types = block.keys().stream().map(key -> key.component().getType()).toArray(Class<?>[]::new);
      Constructor<?> constructor = block.type().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      throw rule(block, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot construct " + block.type().getName(), e);
    }
  }

  private static RuntimeException rule(Block block, Throwable cause) {
    return switch (cause) {
      case IllegalArgumentException broken -> broken;
      case InvalidInputException broken -> new IllegalArgumentException(broken.getMessage(), broken);
      default -> new IllegalStateException("the constructor of " + block.type().getName() + " failed", cause);
    };
  }
}
