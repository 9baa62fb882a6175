// The walk through the questions on the phone: one at a time, explained at a tap, also without a network.
"use strict";
(() => {
  const { address, questions, words } = JSON.parse(document.getElementById("walk").textContent);
  const quiz = document.getElementById("quiz");
  const links = document.querySelector(".quiz-links");
  const answers = [];
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const make = (tag, content = {}, children = []) => {
    const made = Object.assign(document.createElement(tag), content);
    made.append(...children);
    return made;
  };

  const head = (place, done) => [
    make("p", { className: "quiet", textContent: fill(words.place, { place, total: questions.length }) }),
    make("progress", { max: questions.length, value: done, ariaLabel: words.place && fill(words.place, { place, total: questions.length }) }),
  ];

  const ask = () => {
    const question = questions[answers.length];
    const title = make("h1", { textContent: question.asks, tabIndex: -1 });
    const options = question.options.map((option, place) => {
      const button = make("button", { type: "button", textContent: option });
      button.addEventListener("click", () => explain(question, place));
      return make("li", {}, [button]);
    });
    quiz.replaceChildren(...head(answers.length + 1, answers.length), title, make("ul", { className: "choices" }, options));
    if (answers.length) title.focus();
  };

  const verdict = (question, place) => {
    const right = place === question.right;
    const said = right ? words.right : fill(words.wrong, { right: question.options[question.right] });
    return make("div", { className: `finding ${right ? "is-met" : "is-unknown"}` }, [
      make("p", {}, [make("strong", { textContent: said })]),
      make("p", { textContent: question.why }),
    ]);
  };

  const explain = (question, place) => {
    answers.push(place);
    const last = answers.length === questions.length;
    const onward = make("button", { className: "button", type: "button", textContent: last ? words.finish : words.next });
    onward.addEventListener("click", last ? finish : ask);
    const box = verdict(question, place);
    box.setAttribute("role", "status");
    quiz.replaceChildren(
      ...head(answers.length, answers.length),
      make("h1", { textContent: question.asks }),
      make("p", { className: "quiet", textContent: question.options[place] }),
      box,
      make("div", { className: "thumb-bar" }, [onward]),
    );
    onward.focus({ preventScroll: true });
  };

  const finish = () => {
    const right = answers.filter((place, number) => place === questions[number].right).length;
    const end = document.getElementById("quiz-end").content.cloneNode(true);
    end.querySelector("h1").textContent = fill(words.score, { right, asked: questions.length });
    end.querySelector(right === questions.length ? ".all" : ".some").hidden = false;
    end.querySelector(".answers-given").append(
      ...questions.map((question, number) => {
        const box = verdict(question, answers[number]);
        box.prepend(make("p", { className: "asks", textContent: question.asks }));
        return box;
      }),
    );
    quiz.replaceChildren(end);
    quiz.querySelector("h1").focus();
    links.hidden = false;
    self.lopoScores.keep(address, answers);
  };

  ask();
})();
