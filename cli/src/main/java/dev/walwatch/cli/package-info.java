/** The {@code walwatch} command for people. */
@NullMarked
package dev.walwatch.cli;

import org.jspecify.annotations.NullMarked;
