import module java.base;

/**
 * Rewrites the zip that is deployed, so that the jars in it hold their files unpacked and only the
 * zip packs them. What is packed once takes less room than what is packed twice, and a class that
 * lies there unpacked is loaded sooner.
 *
 * <p>The same zip becomes the same bytes: entries keep their order and get one time. Nothing is
 * left out, and a name that is there twice is an error. Signatures of jars are about the files in
 * them and stay valid.
 */
void main(String[] arguments) throws IOException {
  var zip = Path.of(arguments[0]);
  var time = LocalDateTime.ofInstant(Instant.parse(arguments[1]), ZoneOffset.UTC);
  var rewritten = Path.of(zip + ".rewritten");
  try (var from = new ZipFile(zip.toFile());
      var to = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(rewritten)))) {
    for (var entry : from.stream().toList()) {
      var isJar = entry.getName().endsWith(".jar");
      var packed = from.getInputStream(entry);
      var content = isJar ? withFilesStored(packed, time) : packed.readAllBytes();
      // a copy, as only that keeps the permissions
      var copy = new ZipEntry(entry);
      copy.setTimeLocal(time);
      copy.setCompressedSize(-1);
      copy.setSize(content.length);
      copy.setCrc(crc(content));
      to.putNextEntry(copy);
      to.write(content);
      to.closeEntry();
    }
  }
  Files.move(rewritten, zip, StandardCopyOption.REPLACE_EXISTING);
}

/** Reads the directory at the end of a jar, as the JVM does: a stream of it might miss entries. */
byte[] withFilesStored(InputStream packed, LocalDateTime time) throws IOException {
  var bytes = new ByteArrayOutputStream();
  var jar = Files.createTempFile("walwatch", ".jar");
  try {
    Files.copy(packed, jar, StandardCopyOption.REPLACE_EXISTING);
    try (var from = new ZipFile(jar.toFile());
        var to = new ZipOutputStream(bytes)) {
      for (var entry : from.stream().toList()) {
        var copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(time);
        copy.setMethod(ZipEntry.STORED);
        copy.setSize(entry.getSize());
        copy.setCrc(entry.getCrc());
        to.putNextEntry(copy);
        from.getInputStream(entry).transferTo(to);
        to.closeEntry();
      }
    }
  } finally {
    Files.delete(jar);
  }
  return bytes.toByteArray();
}

long crc(byte[] content) {
  var crc = new CRC32();
  crc.update(content);
  return crc.getValue();
}
