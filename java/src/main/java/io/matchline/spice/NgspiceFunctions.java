package io.matchline.spice;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;

/// The C functions of one loaded copy of libngspice (`sharedspice.h` of ngspice 39).
final class NgspiceFunctions {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final long VECTOR_BYTES = 40;
  private static final long REAL_DATA = 16;
  private static final long LENGTH = 32;

  private final MethodHandle init;
  private final MethodHandle initSync;
  private final MethodHandle command;
  private final MethodHandle circuit;
  private final MethodHandle vector;

  NgspiceFunctions(SymbolLookup library) {
    init = handle(library, "ngSpice_Init", FunctionDescriptor.of(
        JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    initSync = handle(
        library, "ngSpice_Init_Sync", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    command = handle(library, "ngSpice_Command", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    circuit = handle(library, "ngSpice_Circ", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    vector = handle(library, "ngGet_Vec_Info", FunctionDescriptor.of(ADDRESS, ADDRESS));
  }

  private static MethodHandle handle(SymbolLookup library, String name, FunctionDescriptor descriptor) {
    MemorySegment address = library
        .find(name)
        .orElseThrow(() -> new SpiceException("the library has no function " + name + "; it is not libngspice"));
    return LINKER.downcallHandle(address, descriptor);
  }

  /// A C function pointer that calls a method of `callbacks`, valid for the life of the process.
  static MemorySegment upcall(NgspiceCallbacks callbacks, String method, FunctionDescriptor descriptor) {
    try {
      MethodHandle target = MethodHandles.lookup().bind(callbacks, method, descriptor.toMethodType());
      return LINKER.upcallStub(target, descriptor, Arena.global());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Registers the callbacks; ngspice replaces signal handlers here.
  void initialise(NgspiceCallbacks callbacks) {
    FunctionDescriptor text = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    FunctionDescriptor exit =
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_BOOLEAN, JAVA_BOOLEAN, JAVA_INT, ADDRESS);
    FunctionDescriptor source = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_DOUBLE, ADDRESS, JAVA_INT, ADDRESS);
    FunctionDescriptor step = FunctionDescriptor.of(
        JAVA_INT, JAVA_DOUBLE, ADDRESS, JAVA_DOUBLE, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    MemorySegment none = MemorySegment.NULL;
    MemorySegment print = upcall(callbacks, "print", text);
    MemorySegment quit = upcall(callbacks, "quit", exit);
    MemorySegment value = upcall(callbacks, "value", source);
    MemorySegment sync = upcall(callbacks, "step", step);
    MemorySegment identity = Arena.global().allocate(JAVA_INT);
    invoke(() -> (int) init.invokeExact(print, none, quit, none, none, none, none));
    invoke(() -> (int) initSync.invokeExact(value, value, sync, identity, none));
  }

  int command(String text) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment line = arena.allocateFrom(text);
      return invoke(() -> (int) command.invokeExact(line));
    }
  }

  int circuit(List<String> deck) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment lines = arena.allocate(ADDRESS, deck.size() + 1L);
      for (int i = 0; i < deck.size(); i++) {
        lines.setAtIndex(ADDRESS, i, arena.allocateFrom(deck.get(i)));
      }
      return invoke(() -> (int) circuit.invokeExact(lines));
    }
  }

  /// A copy of a real vector of the current plot; ngspice reuses the struct that it returns.
  Optional<double[]> vector(String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(name);
      MemorySegment info = invoke(() -> (MemorySegment) vector.invokeExact(text));
      if (info.address() == 0) {
        return Optional.empty();
      }
      MemorySegment found = info.reinterpret(VECTOR_BYTES);
      MemorySegment data = found.get(ADDRESS, REAL_DATA);
      int length = found.get(JAVA_INT, LENGTH);
      return data.address() == 0
          ? Optional.empty()
          : Optional.of(data.reinterpret((long) length * Double.BYTES).toArray(JAVA_DOUBLE));
    }
  }

  @FunctionalInterface
  private interface Call<T> {
    T run() throws Throwable;
  }

  private static <T> T invoke(Call<T> call) {
    try {
      return call.run();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
