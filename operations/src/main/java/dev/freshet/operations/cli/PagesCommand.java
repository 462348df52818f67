package dev.freshet.operations.cli;

import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.Stack;
import dev.freshet.operations.pages.UploadPages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Uploads the pages of a deployed stack. */
@Command(
    name = "pages",
    description =
        "Put the pages and their configuration into the stack's bucket, and purge the edge.")
final class PagesCommand implements Callable<Integer> {

  @Mixin private final StackChoice choice;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  PagesCommand(StackChoice choice) {
    this.choice = choice;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return choice.operate(() -> upload(choice.stack()));
  }

  private static void upload(Stack stack) throws OperationFailedException {
    Path site = Path.of(System.getProperty("freshet.project", "."), "web", "target", "site");
    try {
      int files = new UploadPages(stack).upload(site, UUID.randomUUID().toString());
      System.out.println(files + " files are in place: " + stack.output("EdgeUrl") + "/app/");
    } catch (IOException e) {
      throw new OperationFailedException("the pages were not uploaded: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperationFailedException("interrupted");
    }
  }
}
