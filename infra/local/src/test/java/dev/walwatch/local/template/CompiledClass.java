package dev.walwatch.local.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the compiler made of a class: read, not loaded, so nothing of it runs. */
record CompiledClass(ClassModel model) {
  private static final String OURS = "dev/walwatch/";

  /** Returns the class of a binary name such as {@code a.B}; empty when it does not exist. */
  static Optional<CompiledClass> find(String name) {
    var file = "/" + name.replace('.', '/') + ".class";
    try (InputStream bytes = CompiledClass.class.getResourceAsStream(file)) {
      return Optional.ofNullable(bytes == null ? null : bytes.readAllBytes())
          .map(ClassFile.of()::parse)
          .map(CompiledClass::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns this class and all of the project's that it uses, directly or not. */
  Stream<CompiledClass> withAllItUses() {
    var found = new LinkedHashMap<String, CompiledClass>(Map.of(name(), this));
    var open = new ArrayDeque<>(found.values());
    while (!open.isEmpty()) {
      for (var used : open.remove().uses()) {
        if (!found.containsKey(used)) {
          find(used)
              .ifPresent(
                  it -> {
                    found.put(used, it);
                    open.add(it);
                  });
        }
      }
    }
    return found.values().stream();
  }

  boolean hasMethod(String method) {
    return model.methods().stream().anyMatch(it -> it.methodName().equalsString(method));
  }

  /** Returns the texts that the code of this class uses; that a constant is declared is no use. */
  Set<String> textsInCode() {
    return code(ConstantInstruction.class)
        .map(ConstantInstruction::constantValue)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .collect(Collectors.toSet());
  }

  boolean calls(String method) {
    return code(InvokeInstruction.class).anyMatch(call -> call.name().equalsString(method));
  }

  /** Whether the code takes the value of a static field, such as a constant of an enum. */
  boolean takes(String owner, String field) {
    return code(FieldInstruction.class)
        .filter(it -> it.opcode() == Opcode.GETSTATIC)
        .filter(it -> it.owner().asInternalName().replace('/', '.').equals(owner))
        .anyMatch(it -> it.name().equalsString(field));
  }

  String name() {
    return model.thisClass().asInternalName().replace('/', '.');
  }

  private Set<String> uses() {
    return StreamSupport.stream(model.constantPool().spliterator(), false)
        .filter(ClassEntry.class::isInstance)
        .map(entry -> ((ClassEntry) entry).asInternalName())
        .filter(used -> used.startsWith(OURS))
        .map(used -> used.replace('/', '.'))
        .collect(Collectors.toSet());
  }

  private <T extends CodeElement> Stream<T> code(Class<T> kind) {
    return model.methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(kind::isInstance)
        .map(kind::cast);
  }
}
