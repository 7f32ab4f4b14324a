package dev.walwatch.local.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceTest {

  private static final Instant T = Instant.parse("2026-11-22T14:38:14Z");

  @Test
  void readsWhatWasPutUploadedAndDeleted() throws Exception {
    var trace =
        read(
            """
            {"t":"2026-11-22T14:38:14Z","op":"PUT","key":"p/a","size":3,"etag":"x","body":"abc"}

            {"t":"2026-11-22T14:38:14Z","op":"PUT","key":"p/b","size":2,"bodyBase64":"AAE="}
            {"t":"2026-11-22T14:38:14Z","op":"COMPLETE_MULTIPART","key":"p/c","size":9,"parts":2}
            {"t":"2026-11-22T14:38:14Z","op":"DELETE","key":"p/a"}
            """);

    assertThat(trace.entries())
        .containsExactly(
            new TraceEntry.Put(T, "p/a", Content.of("abc".getBytes(StandardCharsets.UTF_8))),
            new TraceEntry.Put(T, "p/b", Content.of(new byte[] {0, 1})),
            new TraceEntry.MultipartPut(T, "p/c", Content.ofZeros(9), 2),
            new TraceEntry.Delete(T, List.of("p/a")));
  }

  @Test
  void joinsTheKeysOfOneBatchOfDeletions() throws Exception {
    var trace =
        read(
            """
            {"t":"2026-11-22T14:38:14Z","op":"DELETE","key":"p/a","batch":2}
            {"t":"2026-11-22T14:38:14Z","op":"DELETE","key":"p/b","batch":2}
            {"t":"2026-11-22T14:38:14Z","op":"DELETE","key":"p/c"}
            """);

    assertThat(trace.entries())
        .containsExactly(
            new TraceEntry.Delete(T, List.of("p/a", "p/b")),
            new TraceEntry.Delete(T, List.of("p/c")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          not json | this is no JSON
          {"op":"PUT","key":"a","size":1} | "t" is missing
          {"t":"yesterday","op":"PUT","key":"a","size":1} | "t" is "yesterday", not a moment
          {"t":"2026-11-22T14:38:13Z","op":"PUT","key":"a","size":1} | "t" goes back
          {"t":"2026-11-22T14:38:14Z","op":"COPY","key":"a","size":1} | "op" is "COPY", not PUT
          {"t":"2026-11-22T14:38:14Z","op":"PUT","size":1} | "key" is missing
          {"t":"2026-11-22T14:38:14Z","op":"PUT","key":"a"} | "size" is missing
          {"t":"2026-11-22T14:38:14Z","op":"PUT","key":"a","size":-1} | "size" is -1
          {"t":"2026-11-22T14:38:14Z","op":"PUT","key":"a","size":9,"body":"abc"} | the body has 3 bytes
          {"t":"2026-11-22T14:38:14Z","op":"PUT","key":"a","size":1,"bodyBase64":"%"} | base64
          {"t":"2026-11-22T14:38:14Z","op":"DELETE","key":"a","batch":2000} | a batch of deletions ends
          [] | "t" is missing
          """)
  void namesTheLineThatIsNoRequest(String line, String reason) {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"t":"2026-11-22T14:38:14Z","op":"PUT","key":"p/a","size":1}
                    """
                        + line))
        .isInstanceOf(BadTraceException.class)
        .hasMessageContaining("test.jsonl, line 2: ")
        .hasMessageContaining(reason);
  }

  @Test
  void refusesABatchThatOtherRequestsInterrupt() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"t":"2026-11-22T14:38:14Z","op":"DELETE","key":"p/a","batch":2}
                    {"t":"2026-11-22T14:38:14Z","op":"PUT","key":"p/b","size":1}
                    """))
        .hasMessageContaining("line 2: a batch of deletions still lacks 1 keys");
  }

  @Test
  void showsHostileTextOfATraceInPlainCharacters() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"t":"2026-11-22T14:38:14Z","op":"\\u001b[31mPUT\\n","key":"a","size":1}
                    """))
        .hasMessage(
            "test.jsonl, line 1: \"op\" is \"\ufffd[31mPUT \", not PUT, COMPLETE_MULTIPART or DELETE");
  }

  @Test
  void refusesAnEmptyTraceAndAFileThatIsNotThere() {
    assertThatThrownBy(() -> read("")).hasMessage("test.jsonl: there is no request in it");
    assertThatThrownBy(() -> Trace.read(Path.of("nowhere.jsonl")))
        .hasMessage("nowhere.jsonl: there is no such file");
  }

  @Test
  void movesInTimeAndUnderAnotherPrefix() throws Exception {
    var trace =
        read(
            """
            {"t":"2026-11-22T14:38:14Z","op":"PUT","key":"p/a","size":1}
            {"t":"2026-11-22T14:38:16Z","op":"DELETE","key":"p/a"}
            """);

    var moved = trace.startingAt(T.minusSeconds(60)).under("deep/q/");

    assertThat(moved.entries())
        .containsExactly(
            new TraceEntry.Put(T.minusSeconds(60), "deep/q/a", Content.ofZeros(1)),
            new TraceEntry.Delete(T.minusSeconds(58), List.of("deep/q/a")));
  }

  private static Trace read(String text) throws IOException {
    return Trace.read("test.jsonl", new BufferedReader(new StringReader(text)));
  }
}
