/** What every room shares: the root of walwatch's own exceptions. */
@NullMarked
package dev.walwatch;

import org.jspecify.annotations.NullMarked;
