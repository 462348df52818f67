package dev.freshet.bench.replay;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.Owner;
import dev.freshet.domain.View;
import java.util.List;

/**
 * A view of an owner; one object for each.
 *
 * @param number counts parts from 0
 * @param tags of every copy that shows it
 */
record Part(int number, Owner owner, View view, List<CacheTag> tags) {}
