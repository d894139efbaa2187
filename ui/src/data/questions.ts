/** Questions that a running job asks the person. */
import type { Answer, Question } from "../host/api.gen";
import { useHost } from "../host/context";
import { asFault } from "../host/host";
import { useAnswer } from "./ask";
import { useReport } from "./notices";

/** Questions that wait, oldest first. */
export function useQuestions(): Question[] {
  return useAnswer("list_questions", {}).data ?? [];
}

/** Answers a question. Each is answered once; the answer may be a secret and is kept nowhere. */
export function useAnswerQuestion(): (id: string, answer: Answer) => void {
  const host = useHost();
  const report = useReport();
  return (id, answer) => {
    host.call("answer_question", { id, answer }).catch((rejection: unknown) => report(asFault(rejection)));
  };
}
