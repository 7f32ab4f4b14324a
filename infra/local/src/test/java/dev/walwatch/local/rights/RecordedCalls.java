package dev.walwatch.local.rights;

import dev.walwatch.standins.LocalParameters.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What functions called of AWS: a folder to put on their class path, and what they noted in it. */
public final class RecordedCalls {
  private static final String ENDING = ".calls";

  private final Path folder;

  private RecordedCalls(Path folder) {
    this.folder = folder;
  }

  /** Prepares an empty folder in which the SDK finds the recorder, and no other class. */
  public static RecordedCalls in(Path folder) throws IOException {
    var name = CallRecorder.class.getName();
    var file = name.replace('.', '/') + ".class";
    var target = folder.resolve(file);
    Files.createDirectories(target.getParent());
    try (var in = CallRecorder.class.getClassLoader().getResourceAsStream(file)) {
      Files.copy(Objects.requireNonNull(in, file), target);
    }
    var registration = folder.resolve(CallRecorder.REGISTRATION);
    Files.createDirectories(registration.getParent());
    Files.writeString(registration, name + "\n");
    return new RecordedCalls(folder);
  }

  /** What belongs beside the code of each function. */
  public Path folder() {
    return folder;
  }

  /**
   * Returns the access to AWS that the calls need, each once.
   *
   * @param asked which parameters of SSM they asked for: no client of the SDK need do that. Each
   *     function has credentials of its own name
   */
  public Set<Access> accesses(Collection<Asked> asked) throws IOException {
    var calls = new LinkedHashSet<RecordedCall>();
    for (var function : functions()) {
      Files.readAllLines(folder.resolve(function + ENDING))
          .forEach(line -> calls.add(RecordedCall.parse(function, line)));
    }
    asked.forEach(
        it ->
            calls.add(
                new RecordedCall(
                    it.accessKeyId(), "Ssm", "GetParameter", Map.of("Name", it.name()))));
    var accesses = new LinkedHashSet<Access>();
    calls.forEach(call -> accesses.add(Access.of(call)));
    return accesses;
  }

  /** Returns the functions that called anything. */
  private Set<String> functions() throws IOException {
    var functions = new TreeSet<String>();
    try (var files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .forEach(name -> functions.add(name.substring(0, name.length() - ENDING.length())));
    }
    return functions;
  }
}
