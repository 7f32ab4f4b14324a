package dev.walwatch.cli.inspect;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One call of a command, in this process. */
record CommandRun(int code, String out, String err) {
  static final Path TRACES =
      Path.of("..", "functions", "src", "test", "resources", "traces").toAbsolutePath().normalize();

  static CommandRun inspect(String... arguments) {
    return run(new InspectCommand(), arguments);
  }

  static CommandRun plan(String... arguments) {
    return run(new PlanCommand(), arguments);
  }

  /** Messages of what went wrong stand in the error output, as the front door prints them. */
  private static CommandRun run(Object command, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        new CommandLine(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setParameterExceptionHandler((e, _) -> failed(err, e))
            .setExecutionExceptionHandler((e, _, _) -> failed(err, e))
            .execute(arguments);
    return new CommandRun(code, out.toString(), err.toString());
  }

  private static int failed(StringWriter err, Exception e) {
    err.write(e.getMessage() + "\n");
    return 3;
  }

  JsonNode json() {
    return JsonMapper.shared().readTree(out);
  }

  /** Returns the only cluster of a report. */
  JsonNode cluster() {
    return json().path("clusters").path(0);
  }

  static String trace(String name) {
    return TRACES.resolve(name + ".jsonl").toString();
  }
}
