package dev.walwatch.bench;

import java.io.IOException;
import java.nio.file.Path;

/** Runs all measurements and prints them as tables. */
public final class Bench {

  private Bench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.out.println(
        """
        # walwatch, measured

        Each figure is the median of its runs. The ratios are what to look at: they hold on other
        machines, the seconds do not.
        """);
    var home = Path.of(System.getProperty("walwatch.home", "."));
    System.out.println(
        new DeploymentZip(home.resolve("functions/target/walwatch-functions.zip")).sizes());
    System.out.println(StartBench.run(home));
    System.out.println(InspectBench.run());
    System.out.println(CheckBench.run());
  }
}
