/** What the commands share: how AWS is reached, and how things are printed. */
@NullMarked
package dev.walwatch.cli.common;

import org.jspecify.annotations.NullMarked;
