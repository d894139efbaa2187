/** A file that is no text: the pictures before and after, or how large it is. */
import { Binary } from "lucide-react";

import { type ShownDiff, useFilePicture } from "../../data/differences";
import type { DiffContent, RepositoryId } from "../../host/api.gen";
import { EmptyState } from "../../parts/EmptyState";
import { LoadingState } from "../../parts/LoadingState";
import { diffWords } from "../../text/diff";
import { PicturesView } from "./PicturesView";

interface BinaryViewProps {
  repository: RepositoryId;
  shown: ShownDiff;
  content: Extract<DiffContent, { kind: "binary" }>;
}

/** Names of files that may be pictures made of pixels. The core looks at their bytes. */
const pictures = /\.(png|jpe?g|gif|webp)$/i;

export function BinaryView({ repository, shown, content }: BinaryViewProps) {
  const mayBe = pictures.test(shown.path);
  const before = useFilePicture(repository, shown, "before", mayBe && content.sizeBefore !== null);
  const after = useFilePicture(repository, shown, "after", mayBe && content.sizeAfter !== null);
  if (before.isLoading || after.isLoading) return <LoadingState label={diffWords.loading} />;
  if (!before.data && !after.data) {
    return (
      <EmptyState icon={Binary} title={diffWords.binaryTitle}>
        {diffWords.binaryText(content.sizeBefore, content.sizeAfter)}
      </EmptyState>
    );
  }
  return (
    <PicturesView
      before={{ picture: before.data ?? null, size: content.sizeBefore }}
      after={{ picture: after.data ?? null, size: content.sizeAfter }}
    />
  );
}
