/** Says that bytes of large files are missing, and gets them. */
import { useFetchLfs } from "../../data/lfs";
import type { RepositoryId } from "../../host/api.gen";
import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import { lfsWords } from "../../text/lfs";

export function LfsBanner({ repository, count }: { repository: RepositoryId; count: number }) {
  const { fetch, isRunning } = useFetchLfs();
  return (
    <Banner
      tone="info"
      title={lfsWords.missingTitle(count)}
      actions={
        <Button size="small" isPending={isRunning} onPress={() => fetch(repository)}>
          {lfsWords.fetch}
        </Button>
      }
    >
      {lfsWords.missingText}
    </Banner>
  );
}
