fn one() {}

fn two() {}

<<<<<<< yours
fn three() {
    mine();
}
||||||| last generated
fn three() {}
=======
fn three() {
    new();
}
>>>>>>> new
