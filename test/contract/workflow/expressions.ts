import { ANSWER, answers, call, machine, pass, type WorkflowCase } from "./case.ts";

const fails = { status: "failed", error: "States.QueryEvaluationError" } as const;
const FOX = "The quick brown fox jumps over the lazy dog";

export const EXPRESSIONS: readonly WorkflowCase[] = [
  {
    name: "an expression stands anywhere in a value; other text is taken as it is",
    cites: "jsonata",
    definition: answers({
      list: ["{% 1 + 1 %}", { deep: "{% $states.input.a %}" }],
      text: "$states.input.a",
      within: "a {% 1 %}",
    }),
    input: { a: "x" },
    expected: { status: "succeeded", output: { list: [2, { deep: "x" }], text: "$states.input.a", within: "a {% 1 %}" } },
  },
  {
    name: "names of fields are not evaluated",
    cites: "jsonata",
    definition: answers({ "{% 1 %}": 1 }),
    expected: { status: "succeeded", output: { "{% 1 %}": 1 } },
  },
  {
    name: "$states.input is the input of the state, not of the execution",
    cites: "jsonata",
    definition: machine({
      first: pass({ Output: { b: "{% $states.input.a %}" }, Next: "second" }),
      second: pass({ Output: ["{% $states.input %}", "{% $states.context.Execution.Input %}"] }),
    }),
    input: { a: 1 },
    expected: { status: "succeeded", output: [{ b: 1 }, { a: 1 }] },
  },
  {
    name: "$states.result is the task's result, in Output and in Assign",
    cites: "jsonata",
    definition: machine({
      work: call({ Output: "{% $states.result.Payload.a %}", Assign: { b: "{% $states.result.Payload.b %}" }, Next: "end" }),
      end: pass({ Output: ["{% $states.input %}", "{% $b %}"] }),
    }),
    tasks: { work: [{ returns: { a: 1, b: [2] } }] },
    expected: { status: "succeeded", output: [1, [2]] },
  },
  {
    name: "the context object names execution, machine and state, with their times",
    cites: "context",
    definition: answers({
      state: "{% $states.context.State.Name %}",
      input: "{% $states.context.Execution.Input.a %}",
      ids: "{% $contains($states.context.Execution.Id, $states.context.Execution.Name) and $contains($states.context.StateMachine.Id, $states.context.StateMachine.Name) %}",
      times:
        "{% $toMillis($states.context.State.EnteredTime) >= $toMillis($states.context.Execution.StartTime) and $match($states.context.Execution.StartTime, /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d/).index = 0 %}",
    }),
    input: { a: 1 },
    expected: { status: "succeeded", output: { state: "only", input: 1, ids: true, times: true } },
  },
  {
    name: "a value that is not there fails in the evaluation",
    cites: "jsonata",
    definition: answers({ missing: "{% $states.input.nowhere %}" }),
    input: { a: 1 },
    expected: fails,
  },
  {
    name: "a variable that was never assigned fails in the evaluation",
    cites: "jsonata",
    definition: answers("{% $never %}"),
    expected: fails,
  },
  {
    name: "operands of the wrong type fail in the evaluation",
    cites: "jsonata",
    definition: answers("{% 1 + 'a' %}"),
    expected: fails,
  },
  {
    name: "a function that JSONata does not have fails in the evaluation",
    cites: "jsonata",
    definition: answers("{% $nosuch(1) %}"),
    expected: fails,
  },
  { name: "$eval is not there", cites: "jsonata", definition: answers("{% $eval('1 + 1') %}"), expected: fails },
  { name: "$error fails in the evaluation", cites: "jsonata", definition: answers("{% $error('refused') %}"), expected: fails },
  {
    name: "null is a value, in outputs and in variables",
    cites: "jsonata",
    definition: machine({
      first: pass({ Assign: { v: null, w: "{% $states.input.none %}" }, Next: "second" }),
      second: pass({ Output: ["{% null %}", "{% $v = null %}", "{% $w = null %}"] }),
    }),
    input: { none: null },
    expected: { status: "succeeded", output: [null, true, true] },
  },
  {
    name: "JSONata's own functions are there: merge, map, filter, sum, sort, regular expressions",
    cites: "jsonata",
    definition: answers({
      merged: "{% $merge([$states.input, { 'b': 2 }]).b %}",
      mapped: "{% $map($states.input.n, function($x) { $x * 2 }) %}",
      kept: "{% $filter($states.input.n, function($x) { $x > 1 }) %}",
      sum: "{% $sum($states.input.n) %}",
      sorted: "{% $sort($states.input.n, function($l, $r) { $l < $r }) %}",
      name: "{% $replace('IMO 9361407', /^IMO (\\d+)$/, '$1') %}",
      cut: "{% $substring('abcdef', 0, 3) %}",
    }),
    input: { n: [1, 2, 3] },
    expected: {
      status: "succeeded",
      output: { merged: 2, mapped: [2, 4, 6], kept: [2, 3], sum: 6, sorted: [3, 2, 1], name: "9361407", cut: "abc" },
    },
  },
  {
    name: "a selection of one is that one, of several an array",
    cites: "jsonata",
    definition: answers({ one: "{% $states.input.items[n = 1].id %}", two: "{% $states.input.items[n > 1].id %}" }),
    input: {
      items: [
        { n: 1, id: "a" },
        { n: 2, id: "b" },
        { n: 3, id: "c" },
      ],
    },
    expected: { status: "succeeded", output: { one: "a", two: ["b", "c"] } },
  },
  {
    name: "$parse reads JSON",
    cites: "jsonata",
    definition: answers("{% $parse($states.input).a[1] %}"),
    input: '{"a":[1,{"b":null}]}',
    expected: { status: "succeeded", output: { b: null } },
  },
  {
    name: "$parse of what is no JSON fails in the evaluation",
    cites: "jsonata",
    definition: answers("{% $parse('{') %}"),
    expected: fails,
  },
  {
    name: "$hash answers the digest in hexadecimal by MD5, SHA-1, SHA-256, SHA-384 or SHA-512",
    cites: "jsonata",
    definition: answers(
      ["MD5", "SHA-1", "SHA-256", "SHA-512"].map((name) => `{% $substring($hash('${FOX}', '${name}'), 0, 16) %}`),
    ),
    expected: { status: "succeeded", output: ["9e107d9d372bb682", "2fd4e1c67a2d28fc", "d7a8fbb307d78094", "07e547d9586f6a73"] },
  },
  {
    name: "$hash by any other algorithm fails in the evaluation",
    cites: "jsonata",
    definition: answers("{% $hash('a', 'CRC32') %}"),
    expected: fails,
  },
  {
    name: "$partition cuts an array into arrays of a size, the last with what is left",
    cites: "jsonata",
    definition: answers("{% $partition([1, 2, 3, 4, 5], 2) %}"),
    expected: { status: "succeeded", output: [[1, 2], [3, 4], [5]] },
  },
  {
    name: "$range counts from first to last by a step, also downwards",
    cites: "jsonata",
    definition: answers(["{% $range(0, 10, 4) %}", "{% $range(3, 1, -1) %}"]),
    expected: {
      status: "succeeded",
      output: [
        [0, 4, 8],
        [3, 2, 1],
      ],
    },
  },
  {
    name: "$uuid answers another version 4 UUID each time",
    cites: "jsonata",
    definition: answers([
      "{% $match($uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/).index = 0 %}",
      "{% $uuid() != $uuid() %}",
    ]),
    expected: { status: "succeeded", output: [true, true] },
  },
  {
    name: "$random answers a number from 0 to below 1, the same for the same seed",
    cites: "jsonata",
    definition: answers("{% ($r := $random(); $r >= 0 and $r < 1 and $random(7) = $random(7) and $random(7) < 1) %}"),
    expected: { status: "succeeded", output: true },
  },
  {
    name: "a variable is there in every later state, whatever the outputs are",
    cites: "variables",
    definition: machine({
      first: pass({ Assign: { kept: { a: "{% $states.input.a %}" } }, Output: "gone", Next: "second" }),
      second: pass({ Output: "also gone", Next: "third" }),
      third: pass({ Output: "{% $kept.a %}" }),
    }),
    input: { a: [1] },
    expected: { status: "succeeded", output: [1] },
  },
  {
    name: "all of an Assign is evaluated over the variables as they were, so that two can be swapped",
    cites: "variables",
    definition: machine({
      first: pass({ Assign: { x: 1, y: 2 }, Next: "swap" }),
      swap: pass({ Assign: { x: "{% $y %}", y: "{% $x %}" }, Next: "end" }),
      end: pass({ Output: ["{% $x %}", "{% $y %}"] }),
    }),
    expected: { status: "succeeded", output: [2, 1] },
  },
  {
    name: "the Output of a state sees the variables as they were before its Assign",
    cites: "variables",
    definition: machine({
      first: pass({ Assign: { x: 1 }, Next: "second" }),
      second: pass({ Assign: { x: 2 }, Output: "{% $x %}", Next: "third" }),
      third: pass({ Output: ["{% $states.input %}", "{% $x %}"] }),
    }),
    expected: { status: "succeeded", output: [1, 2] },
  },
  {
    name: "an error in the Arguments of a task is caught before its function is called",
    cites: "errors",
    definition: machine({
      work: call({
        Payload: "{% $states.input.nowhere %}",
        Catch: [{ ErrorEquals: ["States.QueryEvaluationError"], Output: "{% $states.errorOutput.Error %}", Next: "end" }],
      }),
      end: pass(),
    }),
    tasks: { work: [{ returns: null }] },
    expected: { status: "succeeded", output: "States.QueryEvaluationError", calls: { work: 0 }, path: ["work", "end"] },
  },
  {
    name: "an error in the Output of a task is the task's, and is caught like others",
    cites: "errors",
    definition: machine({
      work: call({
        Output: "{% $states.result.Payload.nowhere %}",
        Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $states.errorOutput.Error %}", Next: "end" }],
      }),
      end: pass(),
    }),
    tasks: { work: [{ returns: { a: 1 } }] },
    expected: { status: "succeeded", output: "States.QueryEvaluationError", calls: { work: 1 } },
  },
  {
    name: "an error in the Output of a task is tried again where a retrier says so",
    cites: "errors",
    definition: machine({
      work: call({
        Output: "{% $states.result.Payload.wanted %}",
        Retry: [{ ErrorEquals: ["States.QueryEvaluationError"], IntervalSeconds: 1, MaxAttempts: 2 }],
      }),
    }),
    tasks: { work: [{ returns: {} }, { returns: { wanted: "second" } }] },
    expected: { status: "succeeded", output: "second", calls: { work: 2 } },
  },
  {
    name: "a task may take its TimeoutSeconds from an expression",
    cites: "task",
    definition: machine({ work: call({ TimeoutSeconds: "{% $states.input.s %}", Output: ANSWER }) }),
    input: { s: 1 },
    tasks: { work: [{ after: 4, returns: "late" }] },
    expected: { status: "failed", error: "States.Timeout" },
  },
  {
    name: "TimeoutSeconds that are no whole seconds from 1 fail in the evaluation",
    cites: "jsonata",
    definition: machine({ work: call({ TimeoutSeconds: "{% 0 - $states.input.s %}" }) }),
    input: { s: 1 },
    tasks: { work: [{ returns: null }] },
    expected: { ...fails, calls: { work: 0 } },
  },
];
