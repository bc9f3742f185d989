'use strict';
/** The keys of a board: a digit for each choice, a letter for each tool. The reader can switch them off. */
class Keys {
  /**
   * @param box the board
   * @param choices how many there are now; choose(index) makes one
   * @param tools what the letters do
   */
  constructor(box, { choices, choose, tools }) {
    Object.assign(this, { box, choices, choose, tools, isOn: true });
    this.button = Stage.h('button', { type: 'button', class: 'button tool quiet', on: { click: () => this.toggle() } }, 'Keys: on');
    document.addEventListener('keydown', (event) => {
      const isTyping = event.target.closest('input, textarea, select, [contenteditable]');
      if (!this.isOn || isTyping || event.ctrlKey || event.metaKey || event.altKey || Keys.owner(event.target) !== this.box) {
        return;
      }
      const action = this.action(event.key);
      if (action) {
        event.preventDefault();
        action();
      }
    });
  }

  toggle() {
    this.isOn = !this.isOn;
    this.button.textContent = 'Keys: ' + (this.isOn ? 'on' : 'off');
    this.box.classList.toggle('no-keys', !this.isOn);
  }

  /** Nobody makes a choice on a board that is out of sight. */
  action(key) {
    if (!/^[1-9]$/.test(key)) {
      return this.tools[key];
    }
    return key <= this.choices() && Keys.isNear(this.box) ? () => this.choose(key - 1) : null;
  }

  /** The board that the keys are for: of those that the reader sees the one with the focus, else the first. */
  static owner(target) {
    const near = [...document.querySelectorAll('.game-box, .twins-box')].filter(Keys.isNear);
    return near.find((box) => box.contains(target)) || near[0] || target.closest('.game-box, .twins-box');
  }

  /** Whether this is a board that the reader looks at. */
  static isNear(box) {
    const { top, bottom } = box.getBoundingClientRect();
    return top < innerHeight * 0.6 && bottom > innerHeight * 0.3;
  }
}
