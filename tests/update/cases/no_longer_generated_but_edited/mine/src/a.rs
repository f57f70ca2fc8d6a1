fn one() {
    mine();
}

fn two() {}

fn three() {}
