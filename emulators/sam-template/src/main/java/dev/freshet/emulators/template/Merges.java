package dev.freshet.emulators.template;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.util.MergeUtils;

/**
 * YAML's merge key: {@code <<: *name} brings the entries of another mapping that this one does not
 * have itself.
 *
 * @see <a href="https://yaml.org/type/merge.html">Merge Key Language-Independent Type</a>
 */
final class Merges extends MergeUtils {
  private final String path;

  /**
   * @param path of the mapping that merges
   */
  Merges(String path) {
    this.path = path;
  }

  @Override
  public MappingNode asMappingNode(Node node) {
    if (node instanceof MappingNode mapping) {
      return mapping;
    }
    throw new TemplateException(path + ".<<", "expected a mapping, found a " + node.getNodeType());
  }
}
