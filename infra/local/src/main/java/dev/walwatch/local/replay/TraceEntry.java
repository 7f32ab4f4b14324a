package dev.walwatch.local.replay;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** One request that changed an archive in S3, as it was recorded. */
public sealed interface TraceEntry {

  /** When S3 had finished it. */
  Instant at();

  /** Returns the same request at another moment. */
  TraceEntry at(Instant moment);

  /** Returns the same request with other keys. */
  TraceEntry withKeys(UnaryOperator<String> rename);

  /** An object that was put in one request. */
  record Put(Instant at, String key, Content content) implements TraceEntry {
    @Override
    public Put at(Instant moment) {
      return new Put(moment, key, content);
    }

    @Override
    public Put withKeys(UnaryOperator<String> rename) {
      return new Put(at, rename.apply(key), content);
    }
  }

  /**
   * An object that was put in a multipart upload.
   *
   * @param parts how many parts it had
   */
  record MultipartPut(Instant at, String key, Content content, int parts) implements TraceEntry {
    public MultipartPut {
      if (parts < 1) {
        throw new IllegalArgumentException(parts + ": a multipart upload has at least one part");
      }
    }

    @Override
    public MultipartPut at(Instant moment) {
      return new MultipartPut(moment, key, content, parts);
    }

    @Override
    public MultipartPut withKeys(UnaryOperator<String> rename) {
      return new MultipartPut(at, rename.apply(key), content, parts);
    }
  }

  /**
   * Objects that were deleted in one request.
   *
   * @param keys one for a plain delete, up to 1,000 for a batch
   */
  record Delete(Instant at, List<String> keys) implements TraceEntry {
    public Delete {
      if (keys.isEmpty() || keys.size() > 1_000) {
        throw new IllegalArgumentException(
            keys.size() + " keys: one request deletes 1 to 1,000 objects");
      }
      keys = List.copyOf(keys);
    }

    @Override
    public Delete at(Instant moment) {
      return new Delete(moment, keys);
    }

    @Override
    public Delete withKeys(UnaryOperator<String> rename) {
      return new Delete(at, keys.stream().map(rename).toList());
    }
  }
}
