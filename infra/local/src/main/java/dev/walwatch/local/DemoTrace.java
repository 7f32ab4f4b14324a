package dev.walwatch.local;

import dev.walwatch.local.replay.Trace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The trace that is played when nobody names one; the README beside it says what it is. */
public final class DemoTrace {

  /** Plays its hour, and the checks after it, in some 40 seconds. */
  public static final double SPEED = 110;

  private static final String NAME = "demo-trace.jsonl";

  private DemoTrace() {}

  /** Reads it. */
  public static Trace read() {
    var resource = DemoTrace.class.getResourceAsStream("demo/" + NAME);
    if (resource == null) {
      throw new IllegalStateException(NAME + " is missing on the class path");
    }
    try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return Trace.read(NAME, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
