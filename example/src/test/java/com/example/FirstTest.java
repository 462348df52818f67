package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.Session;
import org.junit.jupiter.api.Test;

@FreshetSystem
class FirstTest {

  @Test
  void aRenameShowsInTheNextReadThatAsksForIt(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    alice.get("/profile");

    String fresh = alice.rename("Alicia").freshAfter();

    assertEquals("Alicia", alice.get("/profile?fresh=" + fresh).json().path("name").asText());
  }
}
