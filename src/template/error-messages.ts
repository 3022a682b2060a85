import type { TemplateError } from "./errors.ts";
import type { SourceRange } from "./interpret/steps.ts";

const known = {
  zh: "只能用名称、has pos eq not and or sum rest percent change，以及 #if #unless #each #list #part",
  en: "only names, has pos eq not and or sum rest percent change, and #if #unless #each #list #part are allowed",
};

export function syntaxFault(
  zh: string,
  en: string,
  [start, end]: SourceRange,
  helpZh: string,
  helpEn: string,
): TemplateError {
  return { code: "GR701", message: { zh, en }, help: { zh: helpZh, en: helpEn }, start, end };
}

export function unknownName(name: string, suggestion: string | undefined, [start, end]: SourceRange): TemplateError {
  return {
    code: "GR702",
    message: { zh: `没有名为“${name}”的数据`, en: `there is no figure named "${name}"` },
    help: suggestion
      ? { zh: `是否应为“${suggestion}”？`, en: `did you mean "${suggestion}"?` }
      : { zh: "请对照填报数据中的项目名称填写", en: "use a name that the tally has" },
    start,
    end,
  };
}

export function notOneFigure(name: string, examples: readonly string[], [start, end]: SourceRange): TemplateError {
  const some = examples.slice(0, 3);
  return {
    code: "GR702",
    message: { zh: `“${name}”下有多个数，本身不是一个数`, en: `"${name}" holds several figures and is not one itself` },
    help: { zh: `请写明是哪一个，例如“${some.join("”“")}”`, en: `say which one, for example "${some.join('", "')}"` },
    start,
    end,
  };
}

export function forbidden(zh: string, en: string, [start, end]: SourceRange): TemplateError {
  return {
    code: "GR703",
    message: { zh: `文字中不能使用${zh}`, en: `${en} cannot be used in a text` },
    help: known,
    start,
    end,
  };
}

export function unknownHelper(name: string, [start, end]: SourceRange): TemplateError {
  return {
    code: "GR704",
    message: { zh: `没有名为“${name}”的函数`, en: `there is no helper named "${name}"` },
    help: known,
    start,
    end,
  };
}

export function wrongArguments(name: string, zh: string, en: string, [start, end]: SourceRange): TemplateError {
  return {
    code: "GR704",
    message: { zh: `“${name}”的写法不对：${zh}`, en: `"${name}" is used wrongly: ${en}` },
    start,
    end,
  };
}

export function numberAsCondition(name: string, [start, end]: SourceRange): TemplateError {
  return {
    code: "GR705",
    message: {
      zh: `“${name}”是一个数，不能直接作条件：0 会被当作没有`,
      en: `"${name}" is a number and no condition: 0 would be taken for nothing`,
    },
    help: {
      zh: `已填报即可，写 (has ${name})；大于0才算，写 (pos ${name})`,
      en: `write (has ${name}) where it is given at all, (pos ${name}) where it is more than 0`,
    },
    start,
    end,
  };
}

export function notGiven(name: string, [start, end]: SourceRange): TemplateError {
  return {
    code: "GR706",
    message: { zh: `文字引用了“${name}”，但没有填报这个数`, en: `the text speaks of "${name}", which is not given` },
    help: {
      zh: `请补填该数；如可有可无，用 {{#if (has ${name})}}…{{/if}} 括起`,
      en: `give the figure, or put the words into {{#if (has ${name})}}…{{/if}}`,
    },
    start,
    end,
  };
}

export function noLastYear(name: string, year: number, [start, end]: SourceRange): TemplateError {
  return {
    code: "GR707",
    message: {
      zh: `“${name}”要算同比，但没有上年（${year}年）的填报数据`,
      en: `"${name}" is to be compared, but last year's tally (${year}) is missing`,
    },
    help: {
      zh: "用 --previous 指明上年的填报文件（或在 gov-report.yaml 中写明“上年”），没有的删去同比的表述",
      en: "name last year's tally with --previous (or `previous` in gov-report.yaml), or leave the comparison out",
    },
    start,
    end,
  };
}

export function notInLastYear(name: string, year: number, [start, end]: SourceRange): TemplateError {
  return {
    code: "GR707",
    message: {
      zh: `“${name}”要算同比，但上年（${year}年）的填报数据中没有这个数`,
      en: `"${name}" is to be compared, but last year's tally (${year}) does not have it`,
    },
    help: { zh: "请在上年数据中补填，或删去同比的表述", en: "give it there, or leave the comparison out" },
    start,
    end,
  };
}

export function tooLarge(zh: string, en: string, [start, end]: SourceRange): TemplateError {
  return { code: "GR708", message: { zh, en }, help: { zh: "请精简文字", en: "make the text shorter" }, start, end };
}

export function noResult(call: string, zh: string, en: string, [start, end]: SourceRange): TemplateError {
  return {
    code: "GR709",
    message: { zh: `“${call}”算不出结果：${zh}`, en: `"${call}" has no result: ${en}` },
    start,
    end,
  };
}
