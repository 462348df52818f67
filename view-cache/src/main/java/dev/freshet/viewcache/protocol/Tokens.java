package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.Generation;
import java.util.function.Supplier;

/** Where new fences and generations come from; none is ever made twice. */
record Tokens(Supplier<Fence> fences, Supplier<Generation> generations) {
  static final Tokens RANDOM = new Tokens(Fence::random, Generation::random);
}
