/** {@code walwatch notify}: trying out, with the deployed function, whether people are reached. */
@NullMarked
package dev.walwatch.cli.notify;

import org.jspecify.annotations.NullMarked;
