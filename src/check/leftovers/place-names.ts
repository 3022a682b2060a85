import { counties, prefectures, provinces } from "./divisions.ts";
/** 4 省 · 3 市, 州 · 2 县, 区, 县级市 · 1 镇, 乡, 街道. */
export type DivisionLevel = 1 | 2 | 3 | 4;

/** The name of an administrative division in a text. */
export interface PlaceName {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly level: DivisionLevel;
}

/** What ends a name, where no more common word goes on: 市场, 乡村, 镇江市. */
const endings =
  /自治州|自治县|自治旗|自治区|地区|街道|省|市(?![场民容值面井价长内里])|州(?=$|[^市区])|盟(?!友)|县(?![级域际内里直])|区(?![域划间分别块])|旗(?![帜舰下])|镇(?![级域里直街上下内情容企]|江[市新]|海区|[平原安雄远康赉巴坪沅]县|村[两干组社级民（、])|乡(?![村镇土情亲贤愁音间里级风直]|[宁城]县)/g;
const longest = 12;

let known: ReadonlyMap<string, DivisionLevel> | undefined;

/** Names from the township up. Those above it are known by name; a township's is told by what stands around it. */
export function* placesIn(text: string): Iterable<PlaceName> {
  for (const match of text.matchAll(endings)) {
    const end = match.index + match[0].length;
    const place = /^[镇乡街]/.test(match[0]) ? township(text, match.index, end) : division(text, end);
    if (place) yield place;
  }
}

/** The longest known name that ends here. 市, 县 or 区 of another name (镇江市) is no township. */
function division(text: string, end: number): PlaceName | undefined {
  for (let start = Math.max(0, end - longest); start <= end - 3; start++) {
    const name = text.slice(start, end);
    const level = levelOf(name);
    if (level !== undefined) return { start, end, name, level };
  }
  return undefined;
}

/** The level of a division whose name is known. */
export function levelOf(name: string): DivisionLevel | undefined {
  known ??= new Map<string, DivisionLevel>([
    ...counties.map((county) => [county, 2] as const),
    ...prefectures.map((prefecture) => [prefecture, 3] as const),
    ...provinces.map((province) => [province, 4] as const),
  ]);
  return known.get(name);
}

const han = /[\u4e00-\u9fff]/;
/** Characters that begin or end names so seldom that a name stops at them. */
const stops: ReadonlySet<string> = new Set(
  "的了在由对向从到至与及将把被按据经以给跟等各全本我该每某并也都均已其此几个或让使请而则但还再更最很不没未所们为是于因向赴各这那哪何之者",
);
/** What ends the name of the place above: 固镇县湖沟镇. */
const above: ReadonlySet<string> = new Set("县市省区州旗盟");
/** A second character that makes a common word of the ending: 城镇, 集镇, 城乡, 下乡. */
const joined: ReadonlySet<string> = new Set(
  "乡镇 村镇 城镇 集镇 市镇 小镇 古镇 重镇 名镇 强镇 大镇 老镇 场镇 县镇 街镇 区镇 坐镇 城乡 下乡 返乡 回乡 家乡 故乡 侨乡 水乡 老乡 同乡 还乡 离乡 镇乡 山乡 县乡 外乡 镇街道 乡街道 区街道 村街道".split(
    " ",
  ),
);
/** Real names that end like a common word: 张集镇, 石城镇. Nothing else may stand before them. */
const doubtful: ReadonlySet<string> = new Set("城镇 集镇 场镇 市镇 老镇 山乡".split(" "));
const generic = /^[大小新老中各全多旧]/;

/** A township is any name of two or three characters before 镇, 乡 or 街道 that is nothing else. */
function township(text: string, at: number, end: number): PlaceName | undefined {
  if (/^[县市区]/.test(text.slice(end, end + 1)) && levelOf(text.slice(at - 1, end + 1)) !== undefined)
    return undefined;
  const { start, clean } = begin(text, at);
  const word = text.slice(start, at);
  const ending = text.slice(at, end);
  if (word.length < 2 || word.length > 4 || /^[一二两三四五六七八九十百千数]+个?$/.test(word)) return undefined;
  if (ordinaryWords.has(word.slice(-2)) || ordinaryWords.has(word.slice(0, 2))) return undefined;
  // 窗口和镇网页: the “and” of two things, where 太和镇 is a name.
  if (word.length > 2 && word.endsWith("和")) return undefined;
  const tail = word.slice(-1) + ending;
  if (joined.has(tail) && !(doubtful.has(tail) && clean && word.length === 2 && !generic.test(word))) return undefined;
  // Where no word plainly ends in front of it, only 湖沟镇人民政府 is surely a name.
  if (!clean && !/^人民政府|^办事处/.test(text.slice(end, end + 4))) return undefined;
  // 抽调镇各办公室: an unknown verb.
  if (word.length === 2 && /^各[^村]/.test(text.slice(end, end + 2))) return undefined;
  return { start, end, name: word + ending, level: 1 };
}

/** Where the name before an ending begins, and whether something plainly ends in front of it. */
function begin(text: string, at: number): { readonly start: number; readonly clean: boolean } {
  let start = at;
  while (start > 0 && at - start < 4) {
    const before = text[start - 1] ?? "";
    if (!han.test(before)) return { start, clean: true };
    if (stops.has(before)) return { start, clean: true };
    if (start < at && at - start >= 2 && (above.has(before) || (before === "和" && han.test(text[start - 2] ?? "")))) {
      return { start, clean: true };
    }
    if (at - start >= 2 && ordinaryWords.has(text.slice(start - 2, start))) return { start, clean: true };
    start--;
  }
  return { start, clean: start === 0 || !han.test(text[start - 1] ?? "") };
}

/**
 * Words of two characters that stand before 镇, 乡, 街道, 县 and make no name of it: 组织镇村干部, 特色小镇, 各个乡镇.
 * Only such as reports use; a name that happens to be one of them is not noticed.
 */
const ordinaryWords: ReadonlySet<string> = new Set(
  `
  组织 安排 召开 举办 开展 参加 参与 协调 督促 督导 指导 要求 责成 责令 通知 邀请 会同 联合 配合 协同 对接 衔接 联系
  依托 通过 结合 围绕 根据 按照 依照 依据 遵照 遵循 贯彻 落实 执行 推进 推动 促进 带动 加强 强化 加大 加快 完善 健全
  优化 规范 提升 提高 改进 改善 深化 深入 拓展 拓宽 扩大 建立 成立 设立 设置 设在 建设 打造 构建 搭建 创建 形成 明确
  确定 确保 保障 保证 保持 坚持 立足 着眼 聚焦 突出 紧扣 把握 利用 运用 使用 采用 采取 借助 发挥 动员 发动 号召 引导
  推荐 选派 抽调 抽查 检查 核查 核实 核对 审核 审查 审批 批准 报送 报请 报经 上报 提请 提交 提供 转交 转送 移交 交由
  印发 下发 转发 制发 制定 制订 出台 修订 修改 公开 公布 公示 发布 宣传 解读 回应 答复 回复 办理 受理 处理 处置 接受
  接到 收到 争取 配备 配齐 充实 调整 理顺 整合 整改 归集 汇总 汇集 收集 搜集 梳理 清理 统计 分析 研究 讨论 学习 培训
  考核 考评 评价 评估 评议 监督 监管 管理 服务 负责 承担 承办 主办 牵头 分管 主管 协助 支持 帮助 走访 深化 下沉 下派
  进驻 入驻 进入 纳入 列入 列为 作为 成为 属于 关于 对于 由于 鉴于 在于 至于 位于 来自 面向 针对 涉及 包括 涵盖 覆盖
  影响 服从 响应 学习 借鉴 参照 参考 对照 比照 遍布 分布 遍及 联动 统筹 兼顾 协作 合作 共建 共享 指派 委派 委托 授权
  经过 经由 途经 前往 赶赴 奔赴 到达 返回 离开 抵达 走进 走遍 深入 辐射 服务 实现 做到 做好 抓好 抓实 开通 开设 开办
  启用 运行 维护 更新 充分 全面 积极 主动 认真 严格 及时 定期 不断 持续 切实 进一 有效 大力 努力 继续 始终 共同 一致
  分别 同时 同步 首次 多次 再次 先后 随后 此外 另外 其中 尤其 特别 主要 基本 总体 整体 全部 部分 个别 少数 多数 大多
  所有 所属 所辖 下辖 下属 管辖 直属 隶属 各个 每个 某个 这个 那个 哪个 两个 三个 四个 五个 六个 七个 八个 九个 十个
  多个 几个 若干 有关 相关 其他 其它 其余 上述 以上 以下 以及 以来 之后 之前 之间 期间 年来 近年 今年 去年 上年 本年
  全年 当年 每年 年初 年底 年末 目前 当前 现在 如今 今后 下步 为此 因此 因为 所以 但是 而且 并且 或者 还是 不仅 尽管
  如果 按期 试点 示范 重点 特色 先进 文明 生态 美丽 宜居 卫生 中心 周边 邻近 相邻 附近 毗邻 沿线 沿海 山区 偏远 贫困
  名优 千年 历史 文化 旅游 工业 农业 商贸 边境 民族 革命 经济 百强 建制 新型 全国 全省 全市 全县 全区 本市 本县 本区
  我省 我市 我县 我区 我们 他们 它们 咱们 自己 群众 村民 居民 农民 干部 社区 村组 村级 乡级 镇级 县级 市级 区级 省级
  上级 下级 各级 同级 基层 城乡 县乡 市县 区县 县区 市区 城区 郊区 新区 园区 景区 片区 辖区 地区 农村 乡村 城镇 主城
  中小 大中 特大 重要 主要 强化 振兴 发展 改革 创新 转型 升级 就近 返回 回到 来到 去到 送到 报到 直到 得到 受到 看到
  达到 收悉 致使 促使 使得 值得 立即 随即 尽快 尽早 逐步 逐级 逐一 逐个 逐项 依次 依法 依规 按需 因地 带领 率先 率队
  赴外 专题 专门 专项 现场 实地 就地 线上 线下 政府 党委 人大 政协 纪委 县委 市委 区委 省委 办公 单位 部门 机关 机构
  企业 学校 医院 银行 公司 网站 平台 热线 微信 媒体 报刊 电视 广播 主干 次干 步行 商业 沿街 临街 背街 主次 老旧 问询
  年度 季度 月度 月份 日前 全域 督办 催办 代办 经办 交办 转办 领办 协办 呈报 呈送 呈请 请示 汇报 通报 提醒 约谈 问责 追究 表彰 表扬 批评 惩戒 激励 选取 选择 选定 挑选 委派 包联 包保 挂钩 驻点 派驻 常驻 借助 凭借 仰仗 依靠 倚靠 融入 融合 嵌入 植入 延伸 扩展 贯通 打通 连接 接入 归入 划分 区分 拆分 撤并 合并 归并 新增 新设 新建 改建 扩建 在建 已建 原有 现有 仅有 只有 拥有 没有 尚有 还有 具有 享有 占有 各有 共有 总有 凡是 只是 就是 正是 都是 均是 皆是 即是 便是 乃是 尤为 较为 颇为 最为 更为 分为 改为 变为 视为 认为 以为 称为 名为 定为 设为 升为 转为 化为
  调度 部署 召集 倒逼 敦促 催促 监测 巡查 巡察 督查 督察 抽取 调阅 调取 调用 查找 查处 移送 函告 告知 抄送 抄告 发送 寄送 推出
  推行 推广 试行 施行 履行 兑现 出具 提出 拟定 拟订 起草 草拟 审定 审议 商请 商定 约定 议定 决定 认定 核定 评定 整理 归档
  存档 建档 备案 登记 录入 上传 上网 上墙 入户 进村 到村 驻村 包村 联村 干道 道路 马路 社区 请求 恳请 提醒 警示 教育 引领 领导
  主导 主抓 专抓 严抓 狠抓 紧抓 抓细 抓紧 守住 严把 严守 严防 杜绝 防止 避免 克服 解决 化解 弥补 补齐 补充 补录 对应 符合 适应
  满足 体现 反映 展示 展现 呈现 显示 表明 说明 证明 指出 强调 重申 承诺 保留 保存 保管 保密 遵守 违反 超出 超过 不足 达成
  覆及 抓住 抓牢 压实 夯实 筑牢 畅通 丰富 增强 增加 减少 降低 缩短 延长 简化 细化 量化 固化 制作 编制 编写 编印 印制
  张贴 发放 派发 投放 摆放 放置 悬挂 张挂 播放 推送 刊登 登载 转载 链接 查阅 查询 咨询 投诉 举报 信访 申请 申报 填报
  `
    .trim()
    .split(/\s+/),
);
