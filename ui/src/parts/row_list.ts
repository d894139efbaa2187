/** How rows of lists and trees look: what is common to those in which one row is chosen and those in which several are. */
import styles from "./row_list.module.css";

export const rowListClasses = { list: styles.list ?? "", row: styles.row ?? "", content: styles.content ?? "" };
