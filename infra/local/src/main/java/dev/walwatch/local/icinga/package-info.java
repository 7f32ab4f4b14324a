/** Where the local system's check results go: a private Icinga 2, or what stands in its place. */
@NullMarked
package dev.walwatch.local.icinga;

import org.jspecify.annotations.NullMarked;
