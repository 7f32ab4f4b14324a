package dev.walwatch.local;

/**
 * Where the stand-ins listen on the loopback; 0 stands for a free port.
 *
 * @param s3 the one that people want to know
 */
public record Ports(int s3, int sqs, int dynamoDb, int sns, int ssm) {

  /** Free ports for all. */
  public static final Ports FREE = new Ports(0, 0, 0, 0, 0);

  private static final int HIGHEST = 65_535;

  public Ports {
    for (int port : new int[] {s3, sqs, dynamoDb, sns, ssm}) {
      if (port < 0 || port > HIGHEST) {
        throw new IllegalArgumentException(port + ": a port is a number from 0 to " + HIGHEST);
      }
    }
  }
}
