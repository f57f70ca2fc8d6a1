fn one() {}

fn two() {}

fn three() {
    mine();
}
