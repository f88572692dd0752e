"""The grammar of dates: from the words of a sentence and a date in it to what the date bounds.

The path is `tense.judge`, in this order; the first step that knows something ends it.

1. `setting`: what leads to the date (on, by, since) and how it stands (it opens the sentence, a noun hangs on it).
2. `nearby`: what the words around it say by themselves. It asks `phrases`, `terms`, `comparisons` and `captions`.
3. `governor`: which verb dates it, found by `clauses` among the groups that `verbs` reads (with `auxiliaries`,
   `participles` and `presents`, which tell verbs from words that look like one).
4. `nouns`: whether it rather dates a noun: the 2003 invasion.
5. The rule for what the verb says: `past` (with `happened`, `spans` and `ahead`), `timetables`, `silence`, or
   `verbless` where there is none. They share the small `questions`.
6. `judgement`: past, future or nothing; the bound, and how firm it is.
7. `wording`: where no rule knows anything, what the words around the date make likely, softly.

All words that the rules know by name are data of a `Language`, none stands in a rule.
"""
