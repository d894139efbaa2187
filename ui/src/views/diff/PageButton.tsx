/** Opens the file on its host; nothing where the repository is on none. */
import { ExternalLink } from "lucide-react";

import { useHostPages } from "../../data/host_pages";
import type { PageOf, RepositoryId } from "../../host/api.gen";
import { visibleText } from "../../parts/hostile";
import { IconButton } from "../../parts/IconButton";
import { remoteWords } from "../../text/remotes";

export function PageButton({ repository, of }: { repository: RepositoryId; of: PageOf }) {
  const pages = useHostPages(repository);
  if (!pages) return null;
  const label = remoteWords.openOn(visibleText(pages.host));
  return <IconButton label={label} icon={ExternalLink} size="small" onPress={() => pages.open(of)} />;
}
