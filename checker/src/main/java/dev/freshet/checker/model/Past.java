package dev.freshet.checker.model;

/** What was before a world begins. */
public enum Past {
  NOTHING(0),
  /** The first reader was answered: Redis has the page, and the edge a short copy. */
  FILLED(1),
  /** The first reader asked again until the page was under a lease: the edge has a long copy. */
  LEASED(4);

  private final int reads;

  Past(int reads) {
    this.reads = reads;
  }

  /** Leaves that behind in the world, for each owner. */
  void lead(World world) {
    for (int owner = 0; owner < world.setup().cast().owners(); owner++) {
      for (int i = 0; i < reads; i++) {
        Reader reader = world.reader(0);
        reader.start(new Request(owner, 0, false, i > 0));
        while (!reader.idle()) {
          reader.advance(Call.WORKS);
        }
        if (i < reads - 1) {
          world.tick();
        }
      }
    }
  }
}
