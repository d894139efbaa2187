/**
 * Markdown that strangers wrote: no raw HTML, nothing is fetched, links only to https, http and mailto and opened by the caller through
 * the host. Pictures become links to themselves.
 *
 *   <Markdown text={pullRequest.description} onOpen={openLink} />
 */
import type { Element, Root } from "hast";
import { memo } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";

import { HostileText } from "./HostileText";
import { Link } from "./Link";
import { safeLink } from "./links";
import styles from "./Markdown.module.css";
import { usePartWords } from "./words";

const allowed =
  "p br strong em del code pre blockquote ul ol li h1 h2 h3 h4 h5 h6 hr table thead tbody tr th td a img input span".split(
    " ",
  );

const schema = {
  ...defaultSchema,
  tagNames: allowed,
  attributes: {
    a: ["href"],
    img: ["src", "alt"],
    input: [["type", "checkbox"], "checked", ["disabled", true]],
    th: ["align"],
    td: ["align"],
    ol: ["start"],
    span: ["dataEscaped"],
  },
  protocols: { href: ["http", "https", "mailto"], src: ["http", "https"] },
  clobber: [],
} as typeof defaultSchema;

/** Lets every text of the tree be shown by HostileText: wraps it into a span which `components` turns into one. */
function wrapTexts() {
  const wrap = (node: Root | Element): void => {
    node.children = node.children.map((child) => {
      if (child.type === "element") wrap(child);
      if (child.type !== "text" || child.value.trim() === "") return child;
      return { type: "element", tagName: "span", properties: { dataEscaped: true }, children: [child] } as Element;
    }) as typeof node.children;
  };
  return wrap;
}

export const Markdown = memo(function Markdown({ text, onOpen }: { text: string; onOpen: (address: string) => void }) {
  const words = usePartWords();
  const components: Components = {
    a: ({ href, children }) => (
      <Link address={href} onOpen={onOpen}>
        {children}
      </Link>
    ),
    img: ({ src, alt }) => (
      <Link address={typeof src === "string" ? src : null} onOpen={onOpen}>
        {words.picture(alt ?? "")}
      </Link>
    ),
    span: ({ children }) => <HostileText text={typeof children === "string" ? children : ""} lines />,
    input: ({ checked }) => <input type="checkbox" checked={Boolean(checked)} disabled readOnly aria-hidden />,
  };
  return (
    <div className={styles.markdown}>
      <ReactMarkdown
        skipHtml
        remarkPlugins={[[remarkGfm, { singleTilde: false }]]}
        rehypePlugins={[[rehypeSanitize, schema], wrapTexts]}
        urlTransform={(url) => safeLink(url) ?? ""}
        components={components}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
});
