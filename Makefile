# make demo  从零到一份报告：缺什么系统包就装什么，构建，检查 corpus/
# make test  全部关卡；.ci/run 只调用它
# make bench 各阶段速度和每条规则的耗时
# make catalogue 重新生成 docs/rules.md 和 docs/rules.html

CARGO ?= cargo

.PHONY: setup build demo test fmt lint unit doc rules bench catalogue

setup:
	@sh scripts/setup.sh

build: setup
	$(CARGO) build --release --locked

demo: build
	@echo; echo "== hegui check corpus/ =="
	@./target/release/hegui check corpus/ --fail-on never

test: setup fmt lint rules doc unit

fmt:
	$(CARGO) fmt --check

lint:
	$(CARGO) clippy --locked --all-targets -- -D warnings

unit:
	$(CARGO) test --locked --lib --bins --tests

doc:
	$(CARGO) test --locked --doc
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --locked --no-deps --quiet

rules:
	$(CARGO) run --locked --quiet -- rules test

bench: setup
	$(CARGO) bench --locked --bench stages
	$(CARGO) bench --locked --bench rules
	$(CARGO) bench --locked --bench archive

catalogue:
	$(CARGO) run --locked --quiet -- rules list --format md > docs/rules.md
	$(CARGO) run --locked --quiet -- rules list --format html > docs/rules.html
