package dev.walwatch.archive;

import dev.walwatch.wal.Lsn;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The values of fields, as the kinds of values that backup tools write. Each method returns empty
 * for a field that is not there.
 *
 * @param texts what is there: names in lower case
 */
record FieldValues(Map<String, String> texts) {

  FieldValues {
    texts = Map.copyOf(texts);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  Optional<Boolean> flag(String name) {
    return text(name).map(Boolean::parseBoolean);
  }

  /**
   * @throws IllegalArgumentException when the value is no backup's name
   */
  Optional<BackupName> backup(String name) {
    return text(name)
        .map(text -> BackupName.find(text).orElseThrow(() -> wrong(name, "a base backup's name")));
  }

  /**
   * WAL-G writes positions as decimal numbers, not in PostgreSQL's notation.
   *
   * @throws IllegalArgumentException when the value is no position
   */
  Optional<Lsn> position(String name) {
    var number = unsigned(name);
    return number.isPresent() ? Optional.of(new Lsn(number.getAsLong())) : Optional.empty();
  }

  /**
   * @throws IllegalArgumentException when the value is no size
   */
  OptionalLong size(String name) {
    var number = unsigned(name);
    if (number.orElse(0) < 0) {
      throw wrong(name, "a size");
    }
    return number;
  }

  /**
   * @throws IllegalArgumentException when the value is no such number
   */
  OptionalLong unsigned(String name) {
    var text = text(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseUnsignedLong(text.get()));
    } catch (NumberFormatException notANumber) {
      throw wrong(name, "an unsigned 64-bit number");
    }
  }

  /**
   * PostgreSQL's {@code server_version_num}; Go writes 0 for what it does not know.
   *
   * @throws IllegalArgumentException when the value is no version's number
   */
  OptionalInt serverVersion(String name) {
    var number = unsigned(name).orElse(0);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw wrong(name, "a PostgreSQL version");
    }
    return number == 0 ? OptionalInt.empty() : OptionalInt.of((int) number);
  }

  /**
   * @throws IllegalArgumentException when the value is no time
   */
  Optional<Instant> time(String name) {
    try {
      return text(name).map(Instant::parse);
    } catch (DateTimeException notATime) {
      throw wrong(name, "a time");
    }
  }

  /** Names the field and quotes nothing of its value. */
  static IllegalArgumentException wrong(String name, String wanted) {
    return new IllegalArgumentException(name + " is not " + wanted);
  }
}
