package dev.freshet.e2e.localstack;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.LogUtils;

/** Saves the logs of LocalStack and of the functions' containers, which end with it. */
final class ContainerLogs {
  private static final Path FOLDER = Path.of("target", "localstack-logs");

  private ContainerLogs() {}

  static void save(GenericContainer<?> localStack) {
    DockerClient docker = localStack.getDockerClient();
    String name = localStack.getContainerName().replaceFirst("^/", "");
    List<Container> containers =
        docker.listContainersCmd().withShowAll(true).withNameFilter(List.of(name)).exec();
    try {
      Files.createDirectories(FOLDER);
      for (Container container : containers) {
        Files.writeString(
            FOLDER.resolve(fileName(container)), LogUtils.getOutput(docker, container.getId()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the containers' logs could not be kept", e);
    }
  }

  private static String fileName(Container container) {
    return container.getNames()[0].substring(1) + ".log";
  }
}
