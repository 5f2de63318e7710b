/* Small comforts. Each part looks for its own hook and does nothing without it; every page works without this file. */
"use strict";
(function () {
    var summary = document.getElementById("error-summary");
    if (summary)
        summary.focus();

    document.querySelectorAll("[data-print]").forEach(function (button) {
        button.hidden = false;
        button.addEventListener("click", function () {
            window.print();
        });
    });

    /* A button that shows the password, in the room that is left for it; it is sent hidden, so that no browser keeps it. */
    document.querySelectorAll("[data-show]").forEach(function (room) {
        var input = document.getElementById(room.dataset.show);
        var button = document.createElement("button");
        var said = document.createElement("span");
        function show(on) {
            input.type = on ? "text" : "password";
            button.textContent = on ? "Hide password" : "Show password";
        }
        button.type = "button";
        button.className = "ds_button ds_button--secondary ds_button--small";
        button.setAttribute("aria-controls", input.id);
        said.className = "visually-hidden";
        said.setAttribute("role", "status");
        button.addEventListener("click", function () {
            show(input.type === "password");
            said.textContent = input.type === "text" ? "Your password is shown" : "Your password is hidden";
        });
        input.form.addEventListener("submit", function () {
            show(false);
        });
        show(false);
        room.append(button, said);
    });

    /* As the server counts: characters, with a line break as one. */
    function count(text) {
        return Array.from(text.replace(/\r\n?/g, "\n")).length;
    }

    document.querySelectorAll("textarea[data-max]").forEach(function (area) {
        var max = Number(area.dataset.max);
        var seen = document.createElement("p");
        var spoken = document.createElement("p");
        var timer = 0;
        function show() {
            var left = max - count(area.value);
            var n = Math.abs(left).toLocaleString("en-GB");
            seen.textContent = "You have " + n + (Math.abs(left) === 1 ? " character" : " characters") + (left < 0 ? " too many" : " left");
            seen.classList.toggle("cj-left--over", left < 0);
            clearTimeout(timer);
            timer = setTimeout(function () {
                spoken.textContent = seen.textContent;
            }, 1000);
        }
        if (!max)
            return;
        seen.className = "cj-left";
        seen.setAttribute("aria-hidden", "true");
        spoken.className = "visually-hidden";
        spoken.setAttribute("role", "status");
        area.after(seen, spoken);
        area.addEventListener("input", show);
        show();
    });

    /* An open page of a response is saved every 30 seconds and on leaving; who leaves with unsaved words is warned. */
    document.querySelectorAll("form[data-autosave]").forEach(function (form) {
        var said = form.querySelector("[data-autosave-said]");
        var number = Number(form.dataset.autosaveNo);
        var last = typed();
        var failed = false;
        var leaving = false;
        function typed() {
            var all = new URLSearchParams(new FormData(form));
            ["csrf", "form_id", "website"].forEach(function (name) {
                all.delete(name);
            });
            return all.toString();
        }
        function save() {
            var now = typed();
            if (leaving || now === last)
                return;
            number += 1;
            fetch(form.dataset.autosave, {
                method: "POST",
                keepalive: true,
                headers: { "Content-Type": "application/x-www-form-urlencoded" },
                body: now + "&no=" + number + "&csrf=" + encodeURIComponent(form.dataset.autosaveToken)
            }).then(function (answer) {
                return answer.ok && !answer.redirected ? answer.json() : Promise.reject(answer.status);
            }).then(function (state) {
                last = now;
                failed = false;
                said.textContent = state.saved;
            }).catch(function () {
                failed = true;
            });
        }
        form.addEventListener("submit", function () {
            leaving = true;
        });
        addEventListener("pagehide", save);
        addEventListener("beforeunload", function (event) {
            if (failed && !leaving && typed() !== last)
                event.preventDefault();
        });
        setInterval(save, 30000);
    });

    /* How far long work is, said politely; at its end the link changes its words. Nothing is loaded anew by itself. */
    document.querySelectorAll("[data-progress]").forEach(function (said) {
        var link = document.querySelector("[data-progress-done]");
        function ask() {
            fetch(said.dataset.progress, { headers: { Accept: "application/json" } }).then(function (answer) {
                return answer.ok ? answer.json() : Promise.reject(answer.status);
            }).then(function (state) {
                if (said.textContent !== state.words)
                    said.textContent = state.words;
                if (!state.done)
                    setTimeout(ask, 2000);
                else if (link)
                    link.textContent = link.dataset.progressDone;
            }).catch(function () {
                setTimeout(ask, 10000);
            });
        }
        ask();
    });

    /* While a new entry is typed: those that may be the same, as the server shows them. */
    document.querySelectorAll("[data-likely]").forEach(function (room) {
        var form = document.getElementById("entry");
        var ask = new XMLHttpRequest();
        var timer = 0;
        function look() {
            var typed = new URLSearchParams();
            form.querySelectorAll("[data-likely-field]").forEach(function (input) {
                typed.append(input.name, input.value);
            });
            ask.abort();
            ask.open("POST", room.dataset.likely);
            ask.responseType = "document";
            ask.send(typed);
        }
        ask.onload = function () {
            if (ask.status === 200 && ask.response)
                room.replaceChildren.apply(room, Array.from(ask.response.body.childNodes));
        };
        form.addEventListener("input", function (event) {
            clearTimeout(timer);
            if ("likelyField" in event.target.dataset)
                timer = setTimeout(look, 600);
        });
    });
})();
