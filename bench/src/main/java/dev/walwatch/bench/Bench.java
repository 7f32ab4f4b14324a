package dev.walwatch.bench;

import java.io.IOException;

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
    System.out.println(InspectBench.run());
    System.out.println(CheckBench.run());
  }
}
