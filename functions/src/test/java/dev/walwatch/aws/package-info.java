/** The AWS that the tests of our adapters run against, whatever stands behind it. */
@NullMarked
package dev.walwatch.aws;

import org.jspecify.annotations.NullMarked;
